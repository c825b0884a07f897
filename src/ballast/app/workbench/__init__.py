"""工作台：各个包的现状合成一页。 The workbench: how things stand, from every package, on a page."""
