-- Applies code actions to the open manifest until nothing is found, and writes what it did.
local main = vim.api.nvim_get_current_buf()
local record = { chosen = {} }

local function finish(message)
  record.error = message
  record.left = vim.tbl_map(function(d) return d.code end, vim.diagnostic.get(main))
  vim.fn.writefile({ vim.json.encode(record) }, vim.env.RECORD)
  vim.cmd('qa!')
end

local function run()
  vim.wait(20000, function() return #vim.diagnostic.get(main) > 0 end)
  record.found = #vim.diagnostic.get(main)
  while #vim.diagnostic.get(main) > 0 do
    local found = vim.diagnostic.get(main)
    table.sort(found, function(a, b)
      for _, key in ipairs({ 'severity', 'lnum', 'code' }) do
        if a[key] ~= b[key] then return a[key] < b[key] end
      end
    end)
    local first = found[1]
    vim.api.nvim_win_set_buf(0, main)
    vim.api.nvim_win_set_cursor(0, { first.lnum + 1, first.col })
    local chosen
    local function choose(starts)
      local tick = vim.api.nvim_buf_get_changedtick(main)
      local answered = false
      vim.lsp.buf.code_action({ apply = true, filter = function(action)
        answered = true
        if not chosen and vim.startswith(action.title, starts) then chosen = action.title end
        return action.title == chosen
      end })
      vim.wait(10000, function() return answered end)
      return chosen ~= nil and vim.wait(10000, function()
        return vim.api.nvim_get_current_buf() ~= main or vim.api.nvim_buf_get_changedtick(main) ~= tick
      end)
    end
    if not (first.code == 'run-as-non-root' and choose('Run ')) and not choose('Fix ' .. first.code) then
      if not choose('Accept ' .. first.code .. ' with a waiver') then
        return finish('no action for ' .. first.code)
      end
      vim.wait(10000, function() return vim.api.nvim_get_current_buf() ~= main end)
      -- The cursor is at the reason.
      vim.api.nvim_put({ 'The platform team reviews it' }, 'c', false, true)
      vim.cmd('silent write')
    end
    table.insert(record.chosen, chosen)
    if not vim.wait(10000, function() return #vim.diagnostic.get(main) < #found end) then
      return finish(chosen .. ' changed nothing')
    end
  end
  vim.api.nvim_win_set_buf(0, main)
  vim.cmd('silent write')
  finish()
end

local ok, message = pcall(run)
if not ok then finish(message) end
