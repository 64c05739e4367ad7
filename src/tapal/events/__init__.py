"""Stage 4: what one report says — events, control statements, tallies, truces."""
