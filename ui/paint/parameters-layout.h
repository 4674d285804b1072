#pragma once

#include "core/network.h"
#include "ui/paint/grid.h"
#include "ui/paint/text.h"

G_BEGIN_DECLS

/* Where the matrices of a network are in the card that shows them all.  Not for
 * others. */

typedef enum
{
  PAINT_NAMES_NONE,
  PAINT_NAMES_SHORT,          /* W_xh */
  PAINT_NAMES_SIZED           /* W_xh 5×3 */
} PaintNames;

typedef struct
{
  guint     parameter;
  PaintRect name;             /* empty without names */
  PaintGrid grid;
} PaintBlock;

typedef struct
{
  PaintBlock blocks[RNN_MAX_PARAMETERS];
  guint      n_blocks;
  PaintNames names;
} PaintBlocks;

/* "W<sub>xh</sub>", with the layer where there are several: Pango markup
 * (transfer full). */
char       *paint_parameter_markup (const RnnNetwork *network,
                                    guint             parameter);
/* "5×3", or "3" for a bias (transfer full). */
char       *paint_parameter_size   (const RnnNetwork *network,
                                    guint             parameter);
extern const PaintTextStyle paint_parameter_name_style;
extern const PaintTextStyle paint_parameter_size_style;
#define PAINT_PARAMETER_SIZE_GAP 4.0

PaintBlocks paint_blocks_layout    (PaintRect         area,
                                    const RnnNetwork *network,
                                    const PaintTheme *theme);

G_END_DECLS
