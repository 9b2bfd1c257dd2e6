"""园区服务: where people are received, what can be had there, and the way into the valley."""
