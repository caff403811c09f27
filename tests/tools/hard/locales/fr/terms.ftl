# The maker wants this name.
-pump = Pompe du village
    .gender = feminine
