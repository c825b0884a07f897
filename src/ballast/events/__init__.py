"""事件：某个对象在某时发生了某事。 Events: something happened to a subject at a time."""
