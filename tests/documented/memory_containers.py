from pyexec.memory import MemoryManager
mm = MemoryManager()

dict_ptr = mm.alloc_dict(capacity=32)
mm.dict_set(dict_ptr, 7, 49)
mm.dict_get(dict_ptr, 7)  # 49
list(mm.dict_items(dict_ptr))  # [(7, 49)]
mm.decref_dict(dict_ptr)

list_ptr = mm.alloc_list(capacity=10, elem_size=8)
mm.list_append(list_ptr, 42)
list(mm.list_items(list_ptr))  # [42]
mm.decref_list_auto(list_ptr)
mm.get_usage()  # (0, 1048576)
