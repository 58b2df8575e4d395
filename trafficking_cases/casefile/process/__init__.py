"""The whole process of a case as one picture, read from the workflows and the facts of the case. [Rule K4]"""
