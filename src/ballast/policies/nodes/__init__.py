"""各种节点：怎样检查，怎样编译。 The kinds of nodes: how each is checked and compiled."""
