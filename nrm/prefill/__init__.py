"""What the case already knows of the form's answers, from where and since when. [Rule N7; procedure 4.3]"""
