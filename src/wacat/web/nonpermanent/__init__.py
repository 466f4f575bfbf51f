"""Pages of temporary stays: of the Ketua RT, the Lurah and the operator; 404 while the module is off."""
