-- Sends the requests of a file, one a line: METHOD, path and body, separated by tabs. In a body, @N@ stands for a number of
-- ten digits that is another one in each request.
-- Arguments: the file, the secret token, the first number; 500,000 numbers belong to each of two threads.

local placeholder = "0123456789"
local threads = 0

function setup(thread)
    thread:set("number", threads)
    threads = threads + 1
end

-- The parts of a text between its placeholders.
local function split(text)
    local parts = {}
    local from = 1
    while true do
        local first, last = text:find(placeholder, from, true)
        parts[#parts + 1] = text:sub(from, (first or 0) - 1)
        if not first then return parts end
        from = last + 1
    end
end

function init(arguments)
    local file, token, first = arguments[1], arguments[2], tonumber(arguments[3])
    wrk.headers["Authorization"] = "Bearer " .. token
    wrk.headers["Content-Type"] = "application/scim+json"
    requests = {}
    for line in io.lines(file) do
        local method, path, body = line:match("^(%S+)\t(%S+)\t?(.*)$")
        if body == "" then body = nil else body = body:gsub("@N@", placeholder) end
        requests[#requests + 1] = split(wrk.format(method, path, nil, body))
    end
    count = first + number * 500000
    -- Threads begin at different places.
    place = math.floor(#requests * number / 2)
end

function request()
    place = place % #requests + 1
    local parts = requests[place]
    if #parts == 1 then return parts[1] end
    count = count + 1
    return table.concat(parts, string.format("%010d", count))
end

function done(summary, latency, _)
    local errors = summary.errors
    io.write(string.format(
        'figures {"requests": %d, "microseconds": %d, "p50": %d, "p99": %d, "longest": %d, "errors": %d}\n',
        summary.requests, summary.duration, latency:percentile(50), latency:percentile(99), latency.max,
        errors.connect + errors.read + errors.write + errors.status + errors.timeout
    ))
end
