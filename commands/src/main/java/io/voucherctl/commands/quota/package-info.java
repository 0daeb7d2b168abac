/** Listing and changing what tenants may do. */
@NullMarked
package io.voucherctl.commands.quota;

import org.jspecify.annotations.NullMarked;
