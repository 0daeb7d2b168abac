/**
 * What a person or a script sees: tables, JSON, YAML, colour, progress. No slice prints except
 * through here.
 */
@NullMarked
package io.voucherctl.commands.console;

import org.jspecify.annotations.NullMarked;
