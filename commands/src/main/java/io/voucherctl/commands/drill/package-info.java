/**
 * Replaying a real outage, from first symptom to proof of recovery. The one slice that stands on
 * others: it conducts serve, load, quota and pods.
 */
@NullMarked
package io.voucherctl.commands.drill;

import org.jspecify.annotations.NullMarked;
