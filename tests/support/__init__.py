"""What tests share: components of the machine, made-up people, small builders."""
