#pragma once

/* Adds the tests of what the inspector says of golden cases. */
void test_add_goldens (void);
