//! Tables and decisions in, cost lines, findings and figures out. Pure and synchronous.
