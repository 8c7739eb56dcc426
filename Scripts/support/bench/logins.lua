-- Signs many users in, one after the other, each thread with users of its own.
dofile(os.getenv("BENCH_LUA") .. "/report.lua")

local users = tonumber(os.getenv("BENCH_USERS"))
local password = os.getenv("BENCH_PASSWORD")
local threads = tonumber(os.getenv("BENCH_THREADS"))
local count = 0

function request()
    local user = (count * threads + number) % users
    count = count + 1
    local body = string.format('{"login":"user-%07d","password":"%s"}', user, password)
    return wrk.format("POST", nil, { ["Content-Type"] = "application/json" }, body)
end
