//! What kind of spending is this line? Rules are data.
