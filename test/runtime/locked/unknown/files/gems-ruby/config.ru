require './app'
run Gems
