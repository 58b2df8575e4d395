"""The Home Office form as data: its questions, its branches and what it refuses. [Rule N7; procedure 4.3]"""
