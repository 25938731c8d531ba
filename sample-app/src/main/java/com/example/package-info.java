/**
 * The application of the README, to be copied. It is no part of the sample.
 */
package com.example;
