#include <unicase.h>
#include <uninorm.h>
#include <uniscript.h>
#include <unictype.h>
