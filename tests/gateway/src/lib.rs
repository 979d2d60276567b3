//! Tests of generated gateways: see the folder `tests`.
