-- Renews refresh tokens: BENCH_FORM and behind it one of BENCH_CHAINS, and with the next request of the chain the one that
-- was answered. A thread has as many chains as connections, so that each connection finds one that is not in use, and one
-- more for the request that wrk looks at before it begins.
dofile(os.getenv("BENCH_LUA") .. "/report.lua")

local form = os.getenv("BENCH_FORM")
local threads = tonumber(os.getenv("BENCH_THREADS"))
local headers = { ["Content-Type"] = "application/x-www-form-urlencoded" }
local free = {}

function init(arguments)
    local place = 0
    for token in os.getenv("BENCH_CHAINS"):gmatch("%S+") do
        if place % threads == number then table.insert(free, token) end
        place = place + 1
    end
end

function request()
    return wrk.format("POST", nil, headers, form .. table.remove(free, 1))
end

function response(status, fields, body)
    local token = body:match('"refresh_token":"([^"]+)"')
    if token then table.insert(free, token) end
end
