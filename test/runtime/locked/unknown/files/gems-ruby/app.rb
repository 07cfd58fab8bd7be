require 'sinatra/base'
require 'fileutils'

# Keeps what is uploaded in `data`.
class Gems < Sinatra::Base
  DATA = File.join(__dir__, 'data')
  FileUtils.mkdir_p(DATA)
  set :environment, :production

  get('/') { "gems answer\n#{Dir.children(DATA).sort.join("\n")}\n" }

  get('/gems/:name') { send_file(File.join(DATA, File.basename(params[:name]))) }

  post('/gems/:name') do
    File.binwrite(File.join(DATA, File.basename(params[:name])), request.body.read)
    "kept\n"
  end
end
