-- Signs many users in, one after the other, each thread with users of its own. BENCH_LOGIN and BENCH_PASSWORD are
-- patterns in which %d stands for the number of the user, BENCH_FIRST is the first one's.
dofile(os.getenv("BENCH_LUA") .. "/report.lua")

local users = tonumber(os.getenv("BENCH_USERS"))
local first = tonumber(os.getenv("BENCH_FIRST"))
local login = os.getenv("BENCH_LOGIN")
local password = os.getenv("BENCH_PASSWORD")
local threads = tonumber(os.getenv("BENCH_THREADS"))
local count = 0

function request()
    local user = first + (count * threads + number) % users
    count = count + 1
    local body = string.format('{"login":"' .. login .. '","password":"' .. password .. '"}', user, user)
    return wrk.format("POST", nil, { ["Content-Type"] = "application/json" }, body)
end
