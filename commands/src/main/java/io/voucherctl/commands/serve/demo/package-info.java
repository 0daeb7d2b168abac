/**
 * Demo data: one shop per tenant, the same for the same seed, put in through the voucher API. What
 * a shop holds is planned without touching anything; {@link
 * io.voucherctl.commands.serve.demo.DemoSeeding} then makes the calls.
 */
@NullMarked
package io.voucherctl.commands.serve.demo;

import org.jspecify.annotations.NullMarked;
