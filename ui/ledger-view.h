#pragma once

#include "ui/view.h"

G_BEGIN_DECLS

#define UNROLL_TYPE_LEDGER_VIEW (unroll_ledger_view_get_type ())
G_DECLARE_FINAL_TYPE (UnrollLedgerView, unroll_ledger_view, UNROLL, LEDGER_VIEW,
                      UnrollView)

/* What each time step adds to each gradient; see PaintLedgerData.  Follows the
 * way back through time. */
GtkWidget *unroll_ledger_view_new (UnrollViewState *state);

G_END_DECLS
