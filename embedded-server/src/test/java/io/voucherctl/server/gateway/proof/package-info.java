/** Programs that prove what the gateway does under load and attack. Run by hand, not by tests. */
package io.voucherctl.server.gateway.proof;
