-- What a person does in Neovim with the configuration of the README; what is seen goes to ST4SD_SEEN as JSON.
local seen = {}

local function texts()
  return vim.tbl_map(function(diagnostic) return diagnostic.message end, vim.diagnostic.get(0))
end

local function holds(pattern)
  return vim.tbl_count(vim.tbl_filter(function(text) return text:find(pattern, 1, true) ~= nil end, texts())) > 0
end

local function await(what, question)
  assert(vim.wait(20000, question, 20), 'not in time: ' .. what)
end

local function person()
  seen.version = string.format('%d.%d.%d', vim.version().major, vim.version().minor, vim.version().patch)
  vim.cmd('edit ' .. vim.fn.fnameescape(vim.env.ST4SD_FILE))
  await('the finding', function() return holds('Runs as root') end)
  seen.before = texts()

  local finding = vim.tbl_filter(function(it) return it.message:find('Runs as root', 1, true) end, vim.diagnostic.get(0))[1]
  vim.api.nvim_win_set_cursor(0, { finding.lnum + 1, finding.col })
  vim.ui.select = function(actions, options, choose)
    seen.offered = vim.tbl_map(options.format_item, actions)
    for i, action in ipairs(actions) do
      if options.format_item(action) == vim.env.ST4SD_REPAIR then return choose(action, i) end
    end
    choose(nil)
  end
  vim.lsp.buf.code_action()
  await('the menu', function() return seen.offered ~= nil end)
  await('the finding is gone', function() return not holds('Runs as root') end)
  seen.after = texts()
  vim.cmd('write')
end

local ok, message = pcall(person)
if not ok then seen.error = message end
vim.fn.writefile({ vim.fn.json_encode(seen) }, vim.env.ST4SD_SEEN)
vim.cmd('qall!')
