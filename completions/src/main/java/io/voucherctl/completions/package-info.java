/** Shell completion scripts from the command model. Knows picocli only. */
@NullMarked
package io.voucherctl.completions;

import org.jspecify.annotations.NullMarked;
