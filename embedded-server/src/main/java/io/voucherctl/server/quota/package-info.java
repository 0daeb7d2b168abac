/**
 * Tenants, their quotas and keys, and where these come from: the words that gateway and commands
 * share. Deciding about a request is the gateway's business.
 */
@NullMarked
package io.voucherctl.server.quota;

import org.jspecify.annotations.NullMarked;
