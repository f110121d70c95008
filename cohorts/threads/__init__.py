"""The thread machinery: posts, events with seq, read state, resume. It knows no kind of thread."""
