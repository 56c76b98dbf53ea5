"""The cloud home as a whole: real processes of it, asked, run and watched from outside."""
