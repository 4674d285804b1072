#pragma once

#include "ui/writing-options.h"

G_BEGIN_DECLS

/* What is remembered from one start to the next, in a file of the user's state:
 * how the network keeps writing.  What is not there, or makes no sense, is as
 * usual. */

/* Chooses in @options what was chosen last; from now on what is chosen there is
 * remembered each time that they are closed. */
void unroll_remember_writing (UnrollWritingOptions *options);

G_END_DECLS
