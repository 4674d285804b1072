#pragma once

/* What one core can do at best, in 10⁹ float multiplications and additions a
 * second: multiply-adds on registers alone, with the widest vectors of this
 * machine. */
double bench_peak (void);
