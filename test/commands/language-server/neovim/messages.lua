-- Writes the diagnostics of the open manifest.
local ok, message = pcall(function()
  vim.wait(20000, function() return #vim.diagnostic.get(0) > 0 end)
end)
local found = vim.tbl_map(function(d) return { code = d.code, message = d.message, line = d.lnum + 1 } end, vim.diagnostic.get(0))
vim.fn.writefile({ vim.json.encode({ found = found, error = not ok and message or nil }) }, vim.env.RECORD)
vim.cmd('qa!')
