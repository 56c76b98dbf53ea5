"""`python -m desktop_app`: the same as the command `cleanrack`."""

if __name__ == "__main__":
    from desktop_app.launch import main

    main()
