/**
 * HTTP on Netty: a server for handlers that may block, a streaming proxy for directors that may
 * not. The one room that knows Netty. Knows nothing of vouchers, quotas or pods.
 */
@NullMarked
package io.voucherctl.server.http;

import org.jspecify.annotations.NullMarked;
