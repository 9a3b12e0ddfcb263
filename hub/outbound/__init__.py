"""The one door to the outside: whatever the hub sends to an address that is not its own goes through here.

It knows nothing of who sends and why. It calls once, within bounds, and says what came of it; trying again is the
business of the sender's own queue (`pauses` says when).
"""
