"""The signs that programs print before list items; the last five are those of picture fonts."""

BULLETS = "•‣▪●◦·○■□➢✓➔\uf0b7\uf0a7\uf0d8\uf02d\uf0fc"
