"""全局搜索：一个框，找遍看得见的东西。 Search: one box for everything that may be seen."""
