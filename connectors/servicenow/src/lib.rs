//! Reads a ServiceNow instance through its Table API.
