/** Open-model load, tenant by tenant, and its report. */
@NullMarked
package io.voucherctl.commands.load;

import org.jspecify.annotations.NullMarked;
