-- Creates users without a password, so that no hashing is in it.
dofile(os.getenv("BENCH_LUA") .. "/report.lua")

local run = os.getenv("BENCH_RUN")
local headers = { ["Content-Type"] = "application/json", ["Authorization"] = "Bearer " .. os.getenv("BENCH_TOKEN") }
local count = 0

function request()
    count = count + 1
    return wrk.format("POST", nil, headers, string.format('{"login":"made-%s-%d-%d"}', run, number, count))
end
