"""The ways out, one module each; all speak the same few words (`line`)."""
