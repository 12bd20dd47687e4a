//! Files and environment to checked settings. Embeds config/.
