"""Floor 2: documents become text with locators, text becomes draft claims, and drafts a case to audit."""
