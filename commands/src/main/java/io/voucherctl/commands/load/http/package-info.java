/** How a load reaches its target: HTTP/1.1 over plain sockets, TLS and HTTP/2 over HttpCore. */
@NullMarked
package io.voucherctl.commands.load.http;

import org.jspecify.annotations.NullMarked;
