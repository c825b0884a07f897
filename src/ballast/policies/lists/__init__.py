"""名单：黑、灰、白；谁、为什么、何时起止。 Lists: black, grey, white; why, since, until."""
