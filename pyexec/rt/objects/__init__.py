"""Objects: lists, tuples, dicts, sets, ranges and texts, in the language that users write.

In the order in which to read them:

    blocks            fresh blocks, and the error where there is no room
    elements          elements side by side: copied, dropped, found, compared
    list_blocks       what a list looks like; room for more
    lists             what Python does with one element of it; its methods
    list_slices       runs of elements: slices, `+`, `*`
    sorting           and number_sorting
    tuples            `tuple[T, ...]`
    counting, slices  how many rounds, which positions
    ranges, sums
    hashing           hashes of keys
    tables            hash tables, which dicts and sets are
    dicts, sets
    emptying          what goes with a container that is freed
    errors            messages that are computed

Below stand words of memory (`heap.word`, `read_u32`) and references in it (`fetch`, `put`,
`take` of `primitives`), above that the language that users write.  References to objects in
variables and arguments are counted by the compiler.

The compiler finds what it calls by name.  `METHODS` of the module of a type are its methods.
Operators and builtins are in each module, as far as the type has them: `length`, `item`,
`unchecked`, `set_item`, `delete_item`, `between` (a slice of two numbers), `slice`,
`set_slice`, `delete_slice`, `concatenate`, `repeat`, `contains`, `equal`, `less`,
`less_or_equal`, `hash`, `repr_of`, `copied`, `of_list`, `with_room` or `empty`.  A loop goes
by index where there is `unchecked`, else from entry to entry: `next_entry`, `key_at`,
`value_at`.
"""
